/** Commands of ./flowex that are written in Java, one class each. */
@NullMarked
package com.flowex.app.cli;

import org.jspecify.annotations.NullMarked;
