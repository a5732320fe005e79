/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.lockout;

import org.jspecify.annotations.NullMarked;
