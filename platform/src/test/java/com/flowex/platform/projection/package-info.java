/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.projection;

import org.jspecify.annotations.NullMarked;
