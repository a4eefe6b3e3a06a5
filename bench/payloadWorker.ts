/** The thread with the payload engine, bundled as it is shipped. */
import '../src/adapters/payload/worker';
