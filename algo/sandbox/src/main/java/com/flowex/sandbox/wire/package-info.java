/**
 * Messages between a run and the process of its user-written strategy: length, kind and fields, all bounded.
 */
@NullMarked
package com.flowex.sandbox.wire;

import org.jspecify.annotations.NullMarked;
