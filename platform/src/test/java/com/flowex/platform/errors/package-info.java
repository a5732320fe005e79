/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.errors;

import org.jspecify.annotations.NullMarked;
