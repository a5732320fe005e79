/** The rules of ARCHITECTURE.md and CONTRIBUTING.md, as tests; each has been seen failing on a planted violation. */
@NullMarked
package com.flowex.rules;

import org.jspecify.annotations.NullMarked;
