/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.store.user;

import org.jspecify.annotations.NullMarked;
