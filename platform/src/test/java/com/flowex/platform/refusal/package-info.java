/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.refusal;

import org.jspecify.annotations.NullMarked;
