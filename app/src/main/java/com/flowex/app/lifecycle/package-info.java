/** Parts of a process, started in order and stopped in reverse. */
@NullMarked
package com.flowex.app.lifecycle;

import org.jspecify.annotations.NullMarked;
