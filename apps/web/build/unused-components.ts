import type { Plugin } from 'vite';

/** Its name for React's developer tools, at the start of a line: `Form.displayName = "Form";` */
const DISPLAY_NAME = /^[\w$]+\.displayName = (["'`])[^"'`\n]*\1;?$/gm;
/** `var Form = React10.forwardRef(` */
const WRAPPED = /^(?:var|const|let) [\w$]+ = (?=(?:React\d*\.)?(?:forwardRef|memo)\()/gm;

/**
 * Lets the bundler leave out the components of libraries that nobody uses. It keeps what is written to, such as the name
 * of a component, and the result of a function that it does not know, such as React's own: react-router's forms and what
 * a framework needs to fetch pages came along with every link.
 */
export function leaveOutUnusedComponents(): Plugin {
  return {
    name: 'leave-out-unused-components',
    apply: 'build',
    transform: {
      filter: { id: /\/node_modules\//, code: /\.displayName = |(?:forwardRef|memo)\(/ },
      handler: (code) => ({ code: letGo(code), map: null }),
    },
  };
}

/** @param code of a library, as its authors built it */
export function letGo(code: string): string {
  return code.replace(DISPLAY_NAME, '').replace(WRAPPED, '$&/* @__PURE__ */ ');
}
