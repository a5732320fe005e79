/** Progress and state of the views of a process, and the commands about them. */
@NullMarked
package com.flowex.platform.projection.status;

import org.jspecify.annotations.NullMarked;
