/** Shared support for the tests of all modules: seeds, clean-up, and measurement of each test class. */
@NullMarked
package com.flowex.testsupport;

import org.jspecify.annotations.NullMarked;
