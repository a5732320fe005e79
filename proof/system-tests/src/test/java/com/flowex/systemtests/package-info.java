/**
 * FlowEx as its users and operators meet it: real processes, real files, real HTTP.
 *
 * <p>Invariant: every process that a test starts has ended when the test ends.
 */
@NullMarked
package com.flowex.systemtests;

import org.jspecify.annotations.NullMarked;
