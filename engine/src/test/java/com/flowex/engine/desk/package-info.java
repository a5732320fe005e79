/** Tests of the package. */
@NullMarked
package com.flowex.engine.desk;

import org.jspecify.annotations.NullMarked;
