/** Tests of identity, from its wiring class on. */
@NullMarked
package com.flowex.identity;

import org.jspecify.annotations.NullMarked;
