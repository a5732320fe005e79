/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.password;

import org.jspecify.annotations.NullMarked;
