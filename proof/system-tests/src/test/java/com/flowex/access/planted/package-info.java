/** An edge that breaks the rules. */
@NullMarked
package com.flowex.access.planted;

import org.jspecify.annotations.NullMarked;
