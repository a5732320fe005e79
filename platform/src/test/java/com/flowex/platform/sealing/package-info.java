/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.sealing;

import org.jspecify.annotations.NullMarked;
