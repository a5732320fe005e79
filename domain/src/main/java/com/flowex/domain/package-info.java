/**
 * The words of FlowEx: values that every other module speaks in.
 *
 * <p>Invariant: a value that exists is valid; constructors refuse everything else.
 */
@NullMarked
package com.flowex.domain;

import org.jspecify.annotations.NullMarked;
