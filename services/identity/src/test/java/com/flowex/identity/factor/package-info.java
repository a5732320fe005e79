/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.factor;

import org.jspecify.annotations.NullMarked;
