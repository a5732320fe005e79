/** Failures of the database, and the mark of failures that pass by themselves. */
@NullMarked
package com.flowex.platform.failure;

import org.jspecify.annotations.NullMarked;
