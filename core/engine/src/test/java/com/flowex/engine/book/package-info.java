/** Tests of the package. */
@NullMarked
package com.flowex.engine.book;

import org.jspecify.annotations.NullMarked;
