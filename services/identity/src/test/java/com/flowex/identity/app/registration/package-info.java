/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.registration;

import org.jspecify.annotations.NullMarked;
