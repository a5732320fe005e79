/** Tests of the package of the same name. */
@NullMarked
package com.flowex.desk;

import org.jspecify.annotations.NullMarked;
