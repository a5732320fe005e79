/** Tests of the values. */
@NullMarked
package com.flowex.domain;

import org.jspecify.annotations.NullMarked;
