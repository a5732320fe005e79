/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.session;

import org.jspecify.annotations.NullMarked;
