/**
 * The process of a user-written strategy: the script engine, the objects that a script sees, and the end of the pipe.
 * Nothing here is trusted by the other side.
 */
@NullMarked
package com.flowex.sandbox.child;

import org.jspecify.annotations.NullMarked;
