/** An edge that breaks the rules. */
@NullMarked
package com.flowex.edge.planted;

import org.jspecify.annotations.NullMarked;
