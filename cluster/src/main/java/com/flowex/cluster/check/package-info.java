/**
 * What is looked at before a node starts and while it runs: parts that fit, bytes that have not changed.
 *
 * <p>Invariant: what is lost is named, and never papered over.
 */
@NullMarked
package com.flowex.cluster.check;

import org.jspecify.annotations.NullMarked;
