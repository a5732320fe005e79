/** Tests of checks and of the language, in this process. */
@NullMarked
package com.flowex.sandbox.child;

import org.jspecify.annotations.NullMarked;
