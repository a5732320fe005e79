/** Measures the tests of every module. */
@NullMarked
package com.flowex.testsupport;

import org.jspecify.annotations.NullMarked;
