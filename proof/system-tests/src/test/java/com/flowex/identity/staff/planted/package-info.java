/** Planted violations. */
@NullMarked
package com.flowex.identity.staff.planted;

import org.jspecify.annotations.NullMarked;
