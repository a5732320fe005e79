/** The contract that every connector passes, and the worlds in which it is tried. */
@NullMarked
package com.flowex.custody.contract;

import org.jspecify.annotations.NullMarked;
