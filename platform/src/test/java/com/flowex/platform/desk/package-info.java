/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.desk;

import org.jspecify.annotations.NullMarked;
