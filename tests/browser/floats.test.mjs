// Floats in the page: WebAssembly's own functions round otherwise than the C library that CPython is built with.

import assert from "node:assert/strict";
import { atThePage } from "./harness.mjs";

const SCRIPT = `import math
print(math.exp(1), math.exp(-0.7), math.exp(2.3), math.exp2(0.3))
print(1.05**10, 1.1**7, 2.5**-1.5, pow(1.07, 30), math.pow(9.9, 3.3))
print(math.log(10), math.log(7.7), math.log(50, 3), math.log2(10), math.log(10**400))
for call in ("math.exp(1000)", "math.log(0)", "math.log(-1.5)", "math.pow(-1, 0.5)", "math.log('x')"):
    try:
        print(eval(call))
    except Exception as error:
        print(type(error).__name__, error)
`;

/** What CPython 3.14 prints. */
const PRINTS = `2.718281828459045 0.4965853037914095 9.974182454814718 1.2311444133449163
1.628894626777442 1.9487171000000012 0.25298221281347033 7.612255042662042 1930.1725818789214
2.302585092994046 2.0412203288596382 3.5608767950073115 3.321928094887362 921.0340371976182
OverflowError math range error
ValueError expected a positive input
ValueError expected a positive input, got -1.5
ValueError math domain error
TypeError must be real number, not str`;

atThePage("exp, log and pow are CPython's to the last digit, and so are their errors", {}, async (desk) => {
  await desk.write(SCRIPT);
  await desk.runByKey();
  assert.equal(await desk.printed(), PRINTS);
});
