/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.registration;

import org.jspecify.annotations.NullMarked;
