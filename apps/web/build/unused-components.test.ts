import { describe, expect, it } from '@jest/globals';

import { letGo } from './unused-components.js';

describe('letGo', () => {
  it('takes away the name of a component', () => {
    expect(letGo('var Form = make();\nForm.displayName = "Form";\nuse(Form);')).toBe(
      'var Form = make();\n\nuse(Form);',
    );
  });

  it.each(['React.forwardRef(', 'React10.memo(', 'forwardRef('])(
    'says that nothing happens where a component is wrapped by %s',
    (wrapped) => {
      expect(letGo(`const Form = ${wrapped}render);`)).toBe(
        `const Form = /* @__PURE__ */ ${wrapped}render);`,
      );
    },
  );

  it.each([
    ' * Form.displayName = "Form";',
    '  Form.displayName = "Form";',
    'Form.displayName = nameOf(inner);',
    ' * ref = forwardRef(',
    'const size = useMemo(',
    'register(forwardRef(',
  ])('leaves alone what only looks like it: %s', (code) => {
    expect(letGo(code)).toBe(code);
  });
});
