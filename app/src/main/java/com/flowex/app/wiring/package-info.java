/** Services put together: each gets what it needs from the others here, and nowhere else. */
@NullMarked
package com.flowex.app.wiring;

import org.jspecify.annotations.NullMarked;
