/** Tests of the pipe's messages. */
@NullMarked
package com.flowex.sandbox.wire;

import org.jspecify.annotations.NullMarked;
