/**
 * Wall around strategies that users write: they run in a process of their own, which knows nothing but one pipe.
 */
@NullMarked
package com.flowex.sandbox;

import org.jspecify.annotations.NullMarked;
