/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.lockout;

import org.jspecify.annotations.NullMarked;
