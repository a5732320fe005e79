/** The account pages' data about the caller. */
import { useQuery } from '@tanstack/react-query';
import { subscribedBrowsers } from '../exchange/browsers';
import { useExchange } from '../exchange/context';
import { marketFees } from '../exchange/fees';
import { useIdentity } from '../exchange/identity';
import { agreements, archives, erasure, ownProfile } from '../exchange/own-data';
import { passkeys } from '../exchange/passkeys';
import { PRIVATE } from '../exchange/queries';
import { smsCodes } from '../exchange/sms';

export function useProfile() {
  const identity = useIdentity();
  return useQuery({ queryKey: [PRIVATE, 'profile'], queryFn: () => identity.profile() });
}

export function useFees() {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'fees'],
    queryFn: () => marketFees(exchange),
    refetchInterval: 30_000,
  });
}

export function useFactors() {
  const identity = useIdentity();
  return useQuery({ queryKey: [PRIVATE, 'factors'], queryFn: () => identity.factors() });
}

export function usePasskeys() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'passkeys'], queryFn: () => passkeys(exchange) });
}

export function useSmsCodes() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'sms'], queryFn: () => smsCodes(exchange) });
}

export function useDeviceSessions() {
  const identity = useIdentity();
  return useQuery({
    queryKey: [PRIVATE, 'sessions'],
    queryFn: () => identity.sessions(),
    refetchInterval: 15_000,
  });
}

export function useSubscribedBrowsers() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'subscribed browsers'], queryFn: () => subscribedBrowsers(exchange) });
}

export function useApiKeys() {
  const identity = useIdentity();
  return useQuery({ queryKey: [PRIVATE, 'api keys'], queryFn: () => identity.apiKeys() });
}

export function useOwnProfile() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'own profile'], queryFn: () => ownProfile(exchange) });
}

export function useAgreements() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'agreements'], queryFn: () => agreements(exchange) });
}

/** One that is being made is looked at again soon. */
export function useArchives() {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'archives'],
    queryFn: () => archives(exchange),
    refetchInterval: ({ state }) => (state.data?.some(({ state: how }) => how === 'making') === true ? 3_000 : false),
  });
}

export function useErasure() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'erasure'], queryFn: () => erasure(exchange) });
}
