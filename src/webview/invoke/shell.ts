import { html } from 'lit';
import type { InvokeStrings } from '../../protocol/invokeStrings';

/** What stays: the parts that change are drawn into it, and CodeMirror lives in it. */
export const shell = (strings: InvokeStrings) => html`
  <div id="header"></div>
  <p id="spoken" class="spoken" role="status"></p>
  <div id="columns">
    <section aria-label=${strings.payload}>
      <div id="sends"></div>
      <div id="http-panel" class="pane" role="tabpanel" aria-labelledby="http-tab" hidden></div>
      <div id="event-panel" class="pane">
        <div id="payload-bar" class="bar row"></div>
        <div id="payload-status"></div>
        <div id="payload" class="editor"></div>
        <div id="payload-foot" class="foot row"></div>
      </div>
    </section>
    <section id="result" aria-label=${strings.response}>
      <div id="summary"></div>
      <div id="response" class="pane"></div>
    </section>
  </div>
`;
