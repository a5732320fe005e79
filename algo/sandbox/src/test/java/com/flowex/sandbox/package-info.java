/** Tests of the wall, of what scripts may do, and of what they cannot. */
@NullMarked
package com.flowex.sandbox;

import org.jspecify.annotations.NullMarked;
