/** Tests of streams. */
@NullMarked
package com.flowex.access.socket;

import org.jspecify.annotations.NullMarked;
