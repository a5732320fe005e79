/** Tests of the wiring's parts; the wiring as a whole is tried by {@code system-tests}. */
@NullMarked
package com.flowex.launcher;

import org.jspecify.annotations.NullMarked;
