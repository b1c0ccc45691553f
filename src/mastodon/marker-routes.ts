import express, { type Router } from 'express';
import type { Instance } from '../instance.ts';
import { isId } from '../platform/ids.ts';
import { keepMarkers, type Marker, markersOf, type Timeline } from '../posts/marker.ts';
import { parametersOf } from '../web/api-body.ts';
import { ApiFault, dateOf, need } from './http.ts';

const timelines: Timeline[] = ['home', 'notifications'];

/** Where one has come to in a timeline, so that another app goes on from there. */
export function markerRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/markers';

  router.get(path, async (_request, response) => {
    const { member } = need(response, 'read:statuses');
    const asked = parametersOf(response).list('timeline');
    response.json(
      entity(
        await markersOf(
          instance,
          member.accountId,
          timelines.filter((one) => asked.includes(one)),
        ),
      ),
    );
  });

  router.post(path, async (_request, response) => {
    const { member } = need(response, 'write:statuses');
    const { raw } = parametersOf(response);
    const places = timelines.flatMap((timeline): [Timeline, string][] => {
      const given = raw[timeline];
      if (given === undefined) return [];
      const id = String((given as { last_read_id?: unknown } | null)?.last_read_id ?? '');
      if (!isId(id)) throw new ApiFault(422, 'Validation failed: last_read_id is not an id');
      return [[timeline, id]];
    });
    await keepMarkers(instance, member.accountId, places);
    const kept = places.map(([timeline]) => timeline);
    response.json(entity(await markersOf(instance, member.accountId, kept)));
  });

  return router;
}

const entity = (markers: Marker[]) =>
  Object.fromEntries(
    markers.map(({ timeline, lastReadId, version, updatedAt }) => [
      timeline,
      { last_read_id: lastReadId, version, updated_at: dateOf(updatedAt) },
    ]),
  );
