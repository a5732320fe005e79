/**
 * Vocabulary of FlowEx: values that all other modules use.
 *
 * <p>Invariant: a value that exists is valid; constructors refuse everything else.
 */
@NullMarked
package com.flowex.domain;

import org.jspecify.annotations.NullMarked;
