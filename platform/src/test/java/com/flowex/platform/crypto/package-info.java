/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.crypto;

import org.jspecify.annotations.NullMarked;
