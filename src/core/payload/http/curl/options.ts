/** curl's options (https://curl.se/docs/manpage.html), by their long names. */

const short: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'E cert|K config|C continue-at|b cookie|c cookie-jar|d data|D dump-header|F form|P ftp-port|H header|m max-time|' +
    'o output|x proxy|U proxy-user|Q quote|r range|e referer|X request|Y speed-limit|y speed-time|t telnet-option|' +
    'z time-cond|T upload-file|u user|A user-agent|w write-out|a append|f fail|G get|g globoff|I head|0 http1.0|' +
    'i include|k insecure|4 ipv4|6 ipv6|j junk-session-cookies|l list-only|L location|n netrc|: next|N no-buffer|' +
    'Z parallel|# progress-bar|p proxytunnel|q disable|J remote-header-name|O remote-name|R remote-time|' +
    'S show-error|s silent|2 sslv2|3 sslv3|1 tlsv1|B use-ascii|v verbose'
  )
    .split('|')
    .map((each) => each.split(' ') as [string, string]),
);

/** Those with a value that say how, from where and how long to send, and where to put what comes. */
const harmlessValue = names(
  'abstract-unix-socket alt-svc cacert capath ciphers connect-timeout connect-to cookie-jar create-file-mode crlfile ' +
    'curves dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header egd-file etag-save ' +
    'expect100-timeout happy-eyeballs-timeout-ms hsts interface keepalive-time libcurl limit-rate local-port ' +
    'max-filesize max-redirs max-time noproxy output output-dir parallel-max pinnedpubkey preproxy proto ' +
    'proto-default proto-redir proxy proxy-cacert proxy-capath proxy-user proxy1.0 random-file rate resolve retry ' +
    'retry-delay retry-max-time socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr tls-max ' +
    'tls13-ciphers trace trace-ascii unix-socket write-out',
);

const harmlessFlag = names(
  'basic compressed-ssh create-dirs disable fail fail-early fail-with-body false-start globoff http0.9 http1.0 http1.1 ' +
    'http2 http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6 ' +
    'junk-session-cookies location location-trusted parallel parallel-immediate path-as-is progress-bar proxytunnel ' +
    'raw remote-header-name remote-name remote-time remove-on-error retry-all-errors retry-connrefused show-error ' +
    'silent ssl ssl-reqd ssl-no-revoke sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay ' +
    'tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 trace-time use-ascii verbose',
);

/** The others with a value: what they do to a request has no place in one, or is read from them. */
const value = names(
  'aws-sigv4 cert cert-type config continue-at cookie data data-ascii data-binary data-raw data-urlencode delegation ' +
    'engine etag-compare form form-string ftp-account ftp-method ftp-port header json key key-type krb login-options ' +
    'mail-auth mail-from mail-rcpt netrc-file oauth2-bearer pass proxy-header pubkey quote range referer request ' +
    'request-target sasl-authzid service-name telnet-option tftp-blksize time-cond tlsauthtype tlspassword tlsuser ' +
    'upload-file url url-query user user-agent',
);

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

export interface Option {
  /** Long, without dashes. */
  readonly name: string;
  /** `''` for one that has none. */
  readonly value: string;
  /** As it was written. */
  readonly text: string;
}

/** It changes nothing of the request. */
export const isHarmless = ({ name }: Option): boolean =>
  harmlessValue.has(name) || harmlessFlag.has(name) || name.startsWith('no-');

/**
 * Long names are whole, as curl itself (`getparameter` in src/tool_getparam.c) no longer takes shortened ones, and may
 * have their value behind an equals sign; two dashes alone end the options.
 * @returns options and URLs (as the option `url`), in their order
 */
export function optionsOf(words: readonly string[]): readonly Option[] {
  const found: Option[] = [];
  const left = [...words];
  const takesValue = (name: string): boolean => value.has(name) || harmlessValue.has(name);
  const add = (name: string, text: string, given?: string): void => {
    const taken = takesValue(name) ? (given ?? left.shift() ?? '') : '';
    found.push({ name, value: taken, text: takesValue(name) ? `${text} ${taken}` : text });
  };
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, given] = /^--([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
    if (name !== undefined) add(name, `--${name}`, given);
    else if (word === '--') for (const text of left.splice(0)) found.push({ name: 'url', value: text, text });
    else if (!word.startsWith('-') || word === '-') found.push({ name: 'url', value: word, text: word });
    else {
      // Several flags in one, the last of which may be followed by its value: `-sXPOST`.
      for (let at = 1; at < word.length; at++) {
        const name = short[word[at] ?? ''] ?? word[at] ?? '';
        const rest = word.slice(at + 1);
        add(name, `-${word[at] ?? ''}`, takesValue(name) && rest !== '' ? rest : undefined);
        if (takesValue(name)) break;
      }
    }
  }
  return found;
}
