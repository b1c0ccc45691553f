/** What an article of the story says, with headings, a quote, a list and its picture in place. */
export const articleText = `On nous demande souvent ce que fait un stagiaire à l’atelier. Voici une pièce, celle de la photo, et les deux semaines qu’il a fallu pour la faire.

## Le plan

Tout part d’une pièce qui casse. Paul la mesure, la dessine, et se demande où elle casse, pas seulement comment la refaire. Le stagiaire refait le dessin de son côté : les deux sont comparés à voix haute, devant tout le monde.

[image 1]

## La poudre et le laser

La machine étale une couche de poudre de quatre centièmes de millimètre, le laser la fond, et on recommence deux mille fois. **Rien ne se voit pendant trente heures**, alors on apprend à lire les chiffres.

> Une pièce ratée en dit plus qu’une pièce réussie, à condition de la couper en deux.

## Ce qu’il faut savoir avant de venir

- poser des questions, même quand la machine tourne ;
- noter ce qu’on a vu, pas ce qu’on attendait ;
- des manches longues.

---

Le stage commence en mars. Écrivez-moi ici, je réponds à tout le monde.`;
