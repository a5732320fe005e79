/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.access;

import org.jspecify.annotations.NullMarked;
