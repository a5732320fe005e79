/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.password;

import org.jspecify.annotations.NullMarked;
