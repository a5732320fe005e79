/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.user;

import org.jspecify.annotations.NullMarked;
